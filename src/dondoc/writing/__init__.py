"""Word in the layout of Decree 30/2020/NĐ-CP, Excel, PDF and iCalendar, all from plain values.

``word.write_docx`` writes a ``Letter``; ``xlsx.write_xlsx`` writes sheets; ``pdf.to_pdf`` converts; ``calendar.feed``
makes a feed; ``check.check_layout`` reads any .docx back and measures it. Ready-made letters are in ``letters``.
"""
