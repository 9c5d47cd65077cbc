// Keys and comforts on top of pages that are whole without them. Nothing is fetched; links are followed and boxes are filled.
const goTo = (link) => {
  if (link) window.location.assign(link.href);
};

// j and k walk through the claims or positions of a page, in the order in which they stand in it
const step = (by) => {
  const stops = [...document.querySelectorAll("a.stop")];
  if (!stops.length) return;
  const at = stops.indexOf(document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : stops.length - 1) : Math.min(Math.max(at + by, 0), stops.length - 1);
  stops[next].focus();
  stops[next].scrollIntoView({ block: "nearest" });
};

// 1 to 5 switch the layers of a report
const layer = (number) => {
  const box = document.querySelectorAll('input[name="show"]')[number - 1];
  if (!box) return;
  box.checked = !box.checked;
  box.form.requestSubmit();
};

const actions = {
  n: () => goTo(document.querySelector('a[rel="next"]')),
  p: () => goTo(document.querySelector('a[rel="prev"]')),
  j: () => step(1),
  k: () => step(-1),
  c: () => document.querySelector("[data-copy]")?.click(),
  "/": () => document.getElementById("find").focus(),
  "?": () => goTo(document.querySelector('a[href="/help"]')),
};
for (const number of [1, 2, 3, 4, 5]) actions[number] = () => layer(number);

// Escape leaves a field, or closes what was opened around the focus and goes back to what opened it
const leave = () => {
  const at = document.activeElement;
  const opened = at?.closest("details[open]");
  if (opened && !at.matches("input, textarea, select")) {
    opened.open = false;
    opened.querySelector("summary").focus();
  } else {
    at?.blur();
  }
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") return leave();
  const typing = event.target instanceof HTMLElement && event.target.closest("input:not([type=checkbox]), textarea, select");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(actions, event.key)) return;
  event.preventDefault();
  actions[event.key]();
});

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const box = document.getElementById(button.dataset.copy);
    box.closest("details").open = true;
    try {
      await navigator.clipboard.writeText(box.value);
    } catch {
      box.select(); // no clipboard without a secure address: the text is ready to be copied by hand
      return;
    }
    button.textContent = button.dataset.done;
  });
}

// files dropped anywhere on the page for adding are put into its field
const files = document.getElementById("files");
if (files) {
  const told = document.getElementById("chosen");
  const tell = () => {
    told.textContent = [...files.files].map((file) => `${file.name} (${Math.ceil(file.size / 1024)} kB)`).join(", ");
  };
  files.addEventListener("change", tell);
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer?.files.length) return;
    files.files = event.dataTransfer.files;
    tell();
  });
}

// while something is read, the page looks again by itself
if (document.querySelector("[data-running]")) setTimeout(() => window.location.reload(), 2500);
