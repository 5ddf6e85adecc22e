"""Addresses of the pages: Vietnamese words without marks."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from dondoc.documents.models import Direction
from dondoc.web import accounts, audit, home, tokens
from dondoc.web.consultations import letters, opinions, papers, pieces
from dondoc.web.consultations import register as consultation_register
from dondoc.web.dashboard import page as dashboard_page
from dondoc.web.dissemination.urls import dissemination
from dondoc.web.documents import (
    arrivals,
    checks,
    coverage,
    deciding,
    editing,
    facsimile,
    files,
    graph,
    intake,
    register,
    review,
)
from dondoc.web.evaluation import appeals as evaluation_appeals
from dondoc.web.evaluation import board as evaluation_board
from dondoc.web.evaluation import export as evaluation_export
from dondoc.web.evaluation import formula as evaluation_formula
from dondoc.web.evaluation import score as evaluation_score
from dondoc.web.interchange.urls import patterns as interchange
from dondoc.web.notices import inbox, own
from dondoc.web.organisation import changes, deputies, imports, people, units
from dondoc.web.outgoing import drafting, numbering, printing
from dondoc.web.outside import pages as outside_pages
from dondoc.web.proposals import letters as proposal_letters
from dondoc.web.proposals import register as proposal_register
from dondoc.web.proposals import table as proposal_table
from dondoc.web.reports.urls import patterns as reports
from dondoc.web.rounds import addressees, asked, links, public, running
from dondoc.web.search import page as search_page
from dondoc.web.settings import agency, calendar, letter_templates
from dondoc.web.signatures.urls import patterns as signatures
from dondoc.web.surveys.urls import surveys
from dondoc.web.tasks import counted as task_counted
from dondoc.web.tasks import desk as task_desk
from dondoc.web.tasks import difficulties as task_difficulties
from dondoc.web.tasks import estates, export, slips, urging
from dondoc.web.tasks import funds as task_funds
from dondoc.web.tasks import page as task_page
from dondoc.web.tasks import register as task_register
from dondoc.web.tasks import statistics as task_statistics
from dondoc.web.tasks import steps as task_steps
from dondoc.web.training.urls import training

Patterns = list[URLPattern | URLResolver]

documents: Patterns = [
    path("van-ban-den/", register.register, {"direction": Direction.INCOMING}, name="incoming"),
    path("van-ban-di/", register.register, {"direction": Direction.OUTGOING}, name="outgoing"),
    path("van-ban-noi-bo/", register.register, {"direction": Direction.INTERNAL}, name="internal"),
    path("van-ban/tai-len/", intake.upload, name="upload"),
    path("nguon-den/", arrivals.log, name="arrivals"),
    path("nguon-den/<int:intake_id>/doc-lai/", arrivals.retry, name="arrival_retry"),
    path("van-ban/<int:document_id>/tep/<int:attachment_id>/chinh/", files.choose_main, name="main_file"),
    path("van-ban/<int:document_id>/tep/<int:attachment_id>/loai/", files.place, name="place_file"),
    path("van-ban/tep-den/<int:intake_id>/", intake.row, name="intake"),
    path("van-ban/tep-den/<int:intake_id>/doc-lai/", intake.retry, name="retry"),
    path("van-ban/tep-den/<int:intake_id>/tra-loi/", intake.answer, name="answer"),
    path("van-ban/tep-den/<int:intake_id>/cat/", intake.discard, name="discard"),
    path("van-ban/<int:document_id>/", review.review, name="review"),
    path("van-ban/<int:document_id>/toan-van/", review.paper_only, name="paper"),
    path("van-ban/<int:document_id>/tep/<int:attachment_id>/tim-duoc/", facsimile.searchable, name="searchable"),
    path("van-ban/<int:document_id>/tep/<int:attachment_id>/trang/<int:number>/", facsimile.picture, name="page"),
    path("van-ban/<int:document_id>/tep/<int:attachment_id>/", review.original, name="original"),
    path("van-ban/<int:document_id>/sua/", editing.correct, name="correct"),
    path("van-ban/<int:document_id>/vien-dan/", editing.citations, name="citations"),
    path("van-ban/<int:document_id>/soat-loi/", checks.findings, name="findings"),
    path("van-ban/<int:document_id>/soat-loi/<slug:key>/bo-qua/", checks.set_aside, name="set_aside"),
    path("van-ban/<int:document_id>/soat-loi/<slug:key>/lay-lai/", checks.take_back, name="take_back"),
    path("van-ban/<int:document_id>/vien-dan/<int:citation_id>/", editing.settle_citation, name="settle"),
    path("van-ban/<int:document_id>/muc/", coverage.items, name="coverage"),
    path("van-ban/<int:document_id>/muc/chon/", coverage.cover, name="cover"),
    path("van-ban/<int:document_id>/can-cu/", graph.chain_of, name="chain"),
    path("van-ban/can-cu/", graph.chain_by_code, name="chain_of_code"),
    path("van-ban/vien-dan/", graph.asked, name="questions"),
    path("van-ban/<int:document_id>/xac-nhan/", editing.confirm, name="confirm"),
    path("van-ban/<int:document_id>/xac-nhan-tat-ca/", deciding.confirm_all, name="confirm_all"),
    path("van-ban/<int:document_id>/them-nhiem-vu/", deciding.add, name="add_task"),
    path("van-ban/de-xuat/<int:task_id>/", deciding.card_body, name="card"),
    path("van-ban/de-xuat/<int:task_id>/sua/", deciding.correct, name="correct_task"),
    path("van-ban/de-xuat/<int:task_id>/don-vi/", deciding.exclude, name="exclude"),
    path("van-ban/de-xuat/<int:task_id>/xac-nhan/", deciding.confirm, name="confirm_task"),
    path("van-ban/de-xuat/<int:task_id>/bo/", deciding.dismiss, name="dismiss_task"),
    path("van-ban/de-xuat/<int:task_id>/khoi-phuc/", deciding.restore, name="restore_task"),
]

tasks: Patterns = [
    path("", task_register.register, name="register"),
    path("tai-excel/", export.excel, name="excel"),
    path("phieu-giao-viec/", slips.slips, name="slips"),
    path("<int:task_id>/", task_page.task, name="task"),
    path("<int:task_id>/minh-chung/<int:evidence_id>/", task_page.evidence, name="evidence"),
    path("<int:task_id>/ky-sau/", task_page.coming, name="coming"),
    path("<int:task_id>/buoc/<slug:name>/", task_steps.step, name="step"),
]

outgoing: Patterns = [
    path("van-ban-di/trinh/", drafting.prepare, name="prepare"),
    path("van-ban-di/so/", numbering.sequences, name="sequences"),
    path("van-ban-di/so/<int:number_id>/huy/", numbering.void, name="void"),
    path("van-ban-di/so/cach-lay/", numbering.group, name="group"),
    path("van-ban-di/in-so/", printing.registers, name="print"),
    path("van-ban-di/<int:document_id>/", drafting.document, name="document"),
    path("van-ban-di/<int:document_id>/phat-hanh/", numbering.issue, name="issue"),
    path("van-ban-di/<int:document_id>/nhiem-vu/", drafting.add_tasks, name="add_tasks"),
    path("van-ban-di/<int:document_id>/tep/", drafting.add_files, name="add_files"),
    path("van-ban-di/<int:document_id>/da-chuyen/", drafting.mark_sent, name="sent"),
    path("van-ban-di/<int:document_id>/rut/", drafting.withdraw, name="withdraw"),
    path("van-ban-di/<int:document_id>/doc/", drafting.read, name="read"),
]

dashboard: Patterns = [
    path("", dashboard_page.overview, name="page"),
]

outside: Patterns = [
    path("", outside_pages.register, name="register"),
    path("<int:system_id>/", outside_pages.system, name="system"),
    path("<int:system_id>/cot/", outside_pages.mapping, name="mapping"),
    path("<int:system_id>/ngung/", outside_pages.end, name="end"),
    path("<int:system_id>/gui/", outside_pages.deliver, name="deliver"),
    path("<int:system_id>/lan-gui/<int:delivery_id>/", outside_pages.delivery, name="delivery"),
    path("<int:system_id>/doi-chieu/", outside_pages.compare, name="compare"),
    path("<int:system_id>/doi-chieu/<int:comparison_id>/", outside_pages.comparison, name="comparison"),
]

evaluation: Patterns = [
    path("", evaluation_board.standing, name="board"),
    path("chot/", evaluation_board.close, name="close"),
    path("word/", evaluation_export.word, name="word"),
    path("pdf/", evaluation_export.pdf, name="pdf"),
    path("excel/", evaluation_export.excel, name="excel"),
    path("de-nghi/", evaluation_appeals.register, name="appeals"),
    path("de-nghi/gui/", evaluation_appeals.ask, name="appeal"),
    path("de-nghi/<int:appeal_id>/rut/", evaluation_appeals.withdraw, name="withdraw_appeal"),
    path("de-nghi/<int:appeal_id>/tra-loi/", evaluation_appeals.answer, name="answer_appeal"),
    path("cach-tinh/", evaluation_formula.formula, name="formula"),
    path("cua-toi/", evaluation_score.mine, name="mine"),
    path("nguoi/<int:person_id>/", evaluation_score.person, name="person"),
    path("don-vi/<int:unit_id>/", evaluation_score.unit, name="unit"),
    path("khach-quan/", evaluation_score.excuse, name="excuse"),
    path("khach-quan/<int:excuse_id>/bo/", evaluation_score.withdraw, name="withdraw"),
    path("tieu-chi-chung/", evaluation_score.mark, name="mark"),
]

organisation: Patterns = [
    path("", units.units, name="units"),
    path("goi-y/", units.suggest, name="suggest"),
    path("don-vi/them/", units.add, name="add_unit"),
    path("don-vi/<int:unit_id>/", units.unit, name="unit"),
    path("don-vi/<int:unit_id>/doi-ten/", units.rename, name="rename_unit"),
    path("don-vi/<int:unit_id>/ten/", units.add_name, name="add_name"),
    path("don-vi/<int:unit_id>/ten/<int:name_id>/ngung/", units.end_name, name="end_name"),
    path("sap-xep/", changes.rearrange, name="rearrange"),
    path("nhap/", imports.units, name="import_units"),
    path("nhap/mau/", imports.template, name="unit_template"),
    path("nguoi/", people.people, name="people"),
    path("nguoi/them/", people.create, name="create_person"),
    path("nguoi/<int:person_id>/", people.person, name="person"),
    path("nguoi/<int:person_id>/vi-tri/", people.give_post, name="give_post"),
    path("nguoi/<int:person_id>/vi-tri/<int:post_id>/ket-thuc/", people.end_post, name="end_post"),
    path("nguoi/<int:person_id>/vi-tri/<int:post_id>/nguoi-thay/", deputies.set_deputy, name="set_deputy"),
    path("nguoi/<int:person_id>/nguoi-thay/<int:deputy_id>/ket-thuc/", deputies.end_deputy, name="end_deputy"),
    path("nguoi/<int:person_id>/khoa/", people.close_account, name="close_account"),
    path("nguoi/<int:person_id>/mo-lai/", people.open_account, name="open_account"),
    path("nguoi/<int:person_id>/mat-khau/", people.set_password, name="set_password"),
]

desk: Patterns = [
    path("viec-cua-toi/", task_desk.mine, name="mine"),
    path("viec-cua-phong/", task_desk.room, name="room"),
    path("theo-doi/", task_desk.follow, name="follow"),
    path("theo-doi/don-vi/", task_desk.behind, name="behind"),
    path("theo-doi/don-vi-da-ket-thuc/", estates.estates, name="estates"),
    path("theo-doi/da-don-doc/", urging.urged, name="urged"),
    path("theo-doi/da-don-doc/cong-van/", urging.letters, name="letters"),
    path("theo-doi/don-doc/", urging.urge, name="urge_many"),
    path("dieu-hanh/", task_desk.lead, name="lead"),
]

difficulties: Patterns = [
    path("", task_difficulties.register, name="register"),
    path("bao/", task_difficulties.raise_one, name="raise"),
    path("<int:difficulty_id>/", task_difficulties.difficulty, name="difficulty"),
    path("<int:difficulty_id>/tra-loi/", task_difficulties.answer, name="answer"),
    path("<int:difficulty_id>/chuyen-len/", task_difficulties.pass_up, name="pass_up"),
    path("<int:difficulty_id>/rut/", task_difficulties.withdraw, name="withdraw"),
]

notices: Patterns = [
    path("thong-bao/", inbox.inbox, name="inbox"),
    path("thong-bao/<int:notice_id>/", inbox.open_one, name="open"),
    path("thong-bao/da-doc/", inbox.read_all, name="read_all"),
    path("nhac-viec/", own.own, name="own"),
    path("nhac-viec/thu/", own.digest, name="digest"),
    path("nhac-viec/lich/", own.feed, name="feed"),
    path("nhac-viec/kenh/", own.add_address, name="add_address"),
    path("nhac-viec/kenh/<int:address_id>/bo/", own.remove_address, name="remove_address"),
    path("lich/<str:secret>.ics", own.calendar_feed, name="calendar"),
]

consultations: Patterns = [
    path("", consultation_register.register, name="register"),
    path("moi/", consultation_register.create, name="create"),
    path("<int:round_id>/", consultation_register.overview, name="overview"),
    path("<int:round_id>/sua/", consultation_register.change, name="change"),
    path("<int:round_id>/du-thao/", pieces.pieces, name="pieces"),
    path("<int:round_id>/du-thao/gop/", pieces.merge, name="merge"),
    path("<int:round_id>/du-thao/<int:provision_id>/", pieces.mend, name="mend"),
    path("<int:round_id>/ban/", pieces.versions, name="versions"),
    path("<int:round_id>/ban/them/", pieces.add_draft, name="add_draft"),
    path("<int:round_id>/ban/<int:number>/tep/", pieces.draft_file, name="draft_file"),
    path("<int:round_id>/y-kien/", opinions.opinions, name="opinions"),
    path("<int:round_id>/y-kien/xu-ly/", opinions.treat, name="treat"),
    path("<int:round_id>/cong-van/", letters.register, name="letters"),
    path("<int:round_id>/cong-van/nhan/", letters.receive, name="receive"),
    path("<int:round_id>/cong-van/excel/", letters.excel, name="excel"),
    path("<int:round_id>/cong-van/<int:letter_id>/", letters.letter, name="letter"),
    path("<int:round_id>/tai/cong-van-xin-y-kien/", papers.asking, name="asking"),
    path("<int:round_id>/tai/bieu-gop-y/", papers.form, name="form"),
    path("<int:round_id>/tai/bang-tong-hop/<slug:form>/", papers.table, name="table"),
]

proposals: Patterns = [
    path("", proposal_register.register, name="register"),
    path("moi/", proposal_register.create, name="create"),
    path("<int:round_id>/", proposal_table.table, name="table"),
    path("<int:round_id>/sua/", proposal_register.settings, name="settings"),
    path("<int:round_id>/quyet-dinh/", proposal_table.decide, name="decide"),
    path("<int:round_id>/muc/<int:proposal_id>/", proposal_table.edit, name="edit"),
    path("<int:round_id>/giao/", proposal_table.give, name="give"),
    path("<int:round_id>/cong-van/", proposal_letters.enter, name="letters"),
    path("<int:round_id>/tai/phu-luc/", proposal_table.appendix, name="appendix"),
    path("<int:round_id>/tai/ke-hoach/", proposal_table.plan, name="plan"),
]

rounds: Patterns = [
    path("can-tra-loi/", asked.asked, name="asked"),
    path("tra-loi/<int:addressee_id>/", asked.answer, name="answer"),
    path("moi/<str:token>/", public.open_link, name="open"),
    path("dot/<int:round_id>/noi-nhan/", addressees.register, name="addressees"),
    path("dot/<int:round_id>/noi-nhan/them/", addressees.add, name="add_addressees"),
    path("dot/<int:round_id>/noi-nhan/bo/", addressees.remove, name="remove_addressees"),
    path("dot/<int:round_id>/noi-nhan/<int:addressee_id>/", addressees.one, name="addressee"),
    path("dot/<int:round_id>/lien-ket/", links.excel, name="links"),
    path("dot/<int:round_id>/mo/", running.begin, name="begin"),
    path("dot/<int:round_id>/gia-han/", running.put_off, name="put_off"),
    path("dot/<int:round_id>/ket-thuc/", running.close, name="close"),
    path("dot/<int:round_id>/mo-lai/", running.reopen, name="reopen"),
    path("dot/<int:round_id>/don-doc/", running.chase, name="chase"),
]

settings: Patterns = [
    path("", agency.agency, name="agency"),
    path("nhac-viec/", agency.reminders, name="reminders"),
    path("chung/", agency.general, name="general"),
    path("web-hook/", agency.add_webhook, name="add_webhook"),
    path("web-hook/<int:webhook_id>/bo/", agency.remove_webhook, name="remove_webhook"),
    path("kenh/", agency.add_address, name="add_address"),
    path("gui-lai/<int:sending_id>/", agency.send_again, name="send_again"),
    path("ngay-lam-viec/", calendar.working_days, name="calendar"),
    path("mau-van-ban/", letter_templates.page, name="templates"),
    path("mau-van-ban/tai-ve/", letter_templates.download, name="download_template"),
    path("mau-van-ban/thay/", letter_templates.keep, name="keep_template"),
    path("mau-van-ban/bo/", letter_templates.drop, name="drop_template"),
]

urlpatterns: Patterns = [
    path("", home.home, name="home"),
    path("tim-kiem/", search_page.page, name="search"),
    path("den-han-truoc/", home.due_first, name="due_first"),
    path("dang-nhap/", accounts.sign_in, name="login"),
    path("dang-xuat/", accounts.sign_out, name="logout"),
    path("doi-mat-khau/", accounts.password, name="password"),
    path("ma-truy-cap/", tokens.tokens, name="tokens"),
    path("ma-truy-cap/<int:token_id>/thu-hoi/", tokens.revoke, name="revoke_token"),
    path("", include((documents, "documents"))),
    path("", include((outgoing, "outgoing"))),
    path("", include((signatures, "signatures"))),
    path("", include((interchange, "interchange"))),
    path("", include((desk, "desk"))),
    path("", include((notices, "notices"))),
    path("", include((rounds, "rounds"))),
    path("", include((surveys, "surveys"))),
    path("lay-y-kien/", include((consultations, "consultations"))),
    path("bao-cao/", include((reports, "reports"))),
    path("", include((training, "training"))),
    path("de-xuat/", include((proposals, "proposals"))),
    path("", include((dissemination, "dissemination"))),
    path("cai-dat/", include((settings, "settings"))),
    path("tong-quan/", include((dashboard, "dashboard"))),
    path("he-thong-ngoai/", include((outside, "outside"))),
    path("danh-gia/", include((evaluation, "evaluation"))),
    path("thong-ke/", task_statistics.statistics, name="statistics"),
    path("thong-ke/kinh-phi/", task_funds.overview, name="funds"),
    path("thong-ke/kinh-phi/excel/", task_funds.excel, name="funds_excel"),
    path("thong-ke/danh-sach/", task_counted.counted, name="counted"),
    path("thong-ke/danh-sach/excel/", task_counted.excel, name="counted_excel"),
    path("vuong-mac/", include((difficulties, "difficulties"))),
    path("nhiem-vu/", include((tasks, "tasks"))),
    path("to-chuc/", include((organisation, "organisation"))),
    path("nhat-ky/", include(([path("", audit.log, name="log")], "audit"))),
]
