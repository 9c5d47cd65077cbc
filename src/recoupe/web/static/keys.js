// Keys on top of links that are there without them: n and p follow rel=next and rel=prev, / goes to the search, ? to the help.
const goTo = (link) => {
  if (link) window.location.assign(link.href);
};

const actions = {
  n: () => goTo(document.querySelector('a[rel="next"]')),
  p: () => goTo(document.querySelector('a[rel="prev"]')),
  "/": () => document.getElementById("find").focus(),
  "?": () => goTo(document.querySelector('a[href="/help"]')),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof HTMLElement && event.target.closest("input, textarea, select");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(actions, event.key)) return;
  event.preventDefault();
  actions[event.key]();
});
