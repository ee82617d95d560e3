// In every page that is measured, before its own scripts: when was the answer there, and how soon did it follow a key?

{
  const roots = [document];
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, { ...options, mode: "open" });
    roots.push(root);
    return root;
  };

  const all = (selector) => roots.flatMap((root) => [...root.querySelectorAll(selector)]);
  const seen = (node) => node.getClientRects().length > 0;
  const sentence = () =>
    all("p").find((node) => node.textContent.startsWith("Votre campagne") && seen(node))?.textContent ?? "";
  const chart = () => {
    const own = all(".tpe-drawing svg").find(seen);
    if (own && !own.classList.contains("main-svg")) return own.innerHTML;
    return !all(".bars .point path").some(seen)
      ? ""
      : all(".main-svg")
          .filter(seen)
          .map((node) => node.textContent)
          .join(" ");
  };
  const table = () => all("table td").length > 0;

  const found = { whole: 0, first: 0, latencies: [] };
  globalThis.measured = found;
  let start = "";
  let asked = null;

  addEventListener("keydown", (event) => (asked = { at: event.timeStamp, sentence: sentence(), chart: chart() }), true);

  function look(now) {
    requestAnimationFrame(look);
    if (!found.whole) {
      start = sentence();
      if (start && chart() && table()) found.whole = now;
      return;
    }
    if (found.first && !asked) return;
    const said = sentence();
    if (!found.first && said && said !== start) found.first = now;
    if (asked && said && said !== asked.sentence && chart() !== asked.chart) {
      found.latencies.push(now - asked.at);
      asked = null;
    }
  }
  requestAnimationFrame(look);
}
