// Runs before the page is drawn. What people do before the page's scripts are there (a slow line, a busy machine) would be
// lost, or a form would go the plain way: it waits here and is done as soon as they are.
{
  const CLICKS = "button, [type=submit], [data-dialog], [data-filters], a[hx-get], a[hx-post]";
  const waiting = [];
  const asked = (event, target) => waiting.some((one) => one.type === event.type && one.target === target);
  const again = {
    click: (event, target) => () => target.click(),
    submit: (event, target) => () => target.requestSubmit(event.submitter),
    change: (event, target) => () => target.dispatchEvent(new Event("change", { bubbles: true })),
  };

  function hold(event) {
    const target = event.type === "click" ? event.target.closest(CLICKS) : event.target;
    if (!target) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    // Who clicks twice because nothing happened means it once.
    if (!asked(event, target)) waiting.push({ type: event.type, target, act: again[event.type](event, target) });
  }

  for (const type of Object.keys(again)) addEventListener(type, hold, true);
  // Deferred scripts and modules have run when the document says it is loaded; htmx ties its elements in the same moment.
  document.addEventListener("DOMContentLoaded", () => setTimeout(() => {
    for (const type of Object.keys(again)) removeEventListener(type, hold, true);
    for (const one of waiting) one.act();
  }));
}
