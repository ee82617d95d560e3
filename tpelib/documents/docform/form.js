// Saves what was typed: a copy of this page with the answers in it, or the answers alone. Nothing leaves the machine.
(() => {
  /**
   * All that a selector finds, of one kind.
   *
   * @template {HTMLElement} Kind
   * @param {string} selector
   * @param {new () => Kind} kind
   * @param {ParentNode} root
   * @returns {Kind[]}
   */
  const all = (selector, kind, root = document) =>
    /** @type {Kind[]} */ ([...root.querySelectorAll(selector)].filter((node) => node instanceof kind));

  const form = document.forms[0];
  const status = document.getElementById("etat");
  let unsaved = false;

  const say = (sentence) => {
    status.textContent = sentence;
  };

  /** What only a script can do is hidden in the file, so that a page without scripts offers nothing in vain. */
  function scripted(on) {
    for (const node of all("[data-script]", HTMLElement)) node.hidden = !on;
    for (const node of all("[data-no-script]", HTMLElement)) node.hidden = on;
  }

  scripted(true);

  form.addEventListener("input", () => {
    unsaved = true;
    say("");
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
  addEventListener("beforeprint", () => {
    for (const node of document.querySelectorAll("details")) node.open = true;
  });

  /** What was typed lives in properties; a copy of the page only carries attributes. */
  function settle() {
    for (const node of all("textarea", HTMLTextAreaElement, form)) node.textContent = `\n${node.value}`;
    for (const node of all("option", HTMLOptionElement, form))
      node.toggleAttribute("selected", node.selected && node.value !== "");
    for (const node of all("input", HTMLInputElement, form))
      if (node.type === "radio" || node.type === "checkbox") node.toggleAttribute("checked", node.checked);
      else if (node.type !== "file") node.setAttribute("value", node.value);
  }

  function download(name, type, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    unsaved = false;
    say(`Enregistré dans vos téléchargements\u00a0: ${name}`);
  }

  function stamped(ending) {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return `mon-cahier-${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}.${ending}`;
  }

  document.getElementById("copie").addEventListener("click", () => {
    say("");
    settle();
    scripted(false);
    const page = `<!doctype html>\n${document.documentElement.outerHTML}\n`;
    scripted(true);
    download(stamped("html"), "text/html", page);
  });

  document.getElementById("reponses").addEventListener("click", () => {
    const answers = {};
    const files = {};
    for (const node of /** @type {Iterable<HTMLInputElement>} */ (form.elements)) {
      if (!node.name) continue;
      if (node.dataset.joined !== undefined) files[node.name] = { name: node.dataset.joined, data: node.value };
      else if (node.type === "checkbox") {
        answers[node.name] ??= [];
        if (node.checked) answers[node.name].push(node.value);
      } else if (node.type !== "radio" || node.checked) answers[node.name] = node.value;
    }
    const version = Number(document.querySelector('meta[name="tpe-formulaire"]').getAttribute("content"));
    const found = { format: "tpe-formulaire", version, answers, files };
    download(stamped("json"), "application/json", `${JSON.stringify(found, null, 1)}\n`);
  });

  for (const button of all("[data-more]", HTMLButtonElement)) {
    const frame = button.closest("fieldset");
    const rows = frame.querySelector("[data-rows]");
    const limit = Number(button.dataset.more);
    const settleButton = () => {
      button.disabled = rows.children.length >= limit;
    };
    settleButton();
    button.addEventListener("click", () => {
      const model = /** @type {DocumentFragment} */ (frame.querySelector("template").content.cloneNode(true));
      const place = rows.children.length;
      for (const node of model.querySelectorAll("*")) {
        for (const { name, value } of [...node.attributes]) {
          if (!value.includes("__N__")) continue;
          const spoken = name === "aria-label";
          node.setAttribute(name, value.replace("__N__", String(spoken ? place + 1 : place)));
        }
        if (!node.children.length) node.textContent = node.textContent.replace("__N__", String(place + 1));
      }
      const first = /** @type {HTMLElement} */ (model.querySelector("input, select, textarea"));
      rows.append(model);
      settleButton();
      first.focus();
    });
  }

  for (const chooser of all("input[data-file]", HTMLInputElement)) {
    const said = chooser.nextElementSibling;
    chooser.addEventListener("change", () => {
      const file = chooser.files[0];
      if (!file) return;
      const most = Number(chooser.dataset.most);
      if (file.size > most) {
        said.textContent = `Ce fichier dépasse ${Math.floor(most / 1e6)} Mo : allégez-le.`;
        chooser.value = "";
        return;
      }
      const reader = new FileReader();
      reader.addEventListener("load", () => {
        const [joined] = all(`input[data-joined][name="${chooser.dataset.file}"]`, HTMLInputElement, form);
        const held = joined ?? document.createElement("input");
        held.type = "hidden";
        held.name = chooser.dataset.file;
        held.dataset.joined = file.name;
        held.value = String(reader.result);
        chooser.parentElement.append(held);
        said.textContent = `Joint à votre copie\u00a0: ${file.name}`;
      });
      reader.readAsDataURL(file);
    });
  }
})();
