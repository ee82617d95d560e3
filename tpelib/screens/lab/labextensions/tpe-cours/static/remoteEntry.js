// What JupyterLab loads of the course: plain JavaScript, no build. The rest is imported from beside it.
(() => {
  const entry = {
    scope: null,
    init: (given) => {
      entry.scope = given;
    },
    get: async () => {
      const { plugin } = await import("./plugin.js");
      return () => ({ __esModule: true, default: [plugin] });
    },
  };

  // anywidget gives up on a widget that it has not loaded within two seconds: what the kernel says to it is lost from
  // then on, and a form no longer knows that it is saved. A page of forms and charts on a slow laptop takes longer
  // (with a processor held ten times slower, two widgets of a notebook were lost). The delay stands in its code without
  // an option, and its runtime is out of reach: https://github.com/manzt/anywidget/pull/804. That delay, and no
  // other, is made longer.
  const GIVES_UP = 2_000; // milliseconds
  const PATIENCE = 60_000;
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (milliseconds) => timeout(milliseconds === GIVES_UP ? PATIENCE : milliseconds);

  globalThis._JUPYTERLAB = globalThis._JUPYTERLAB || {};
  globalThis._JUPYTERLAB["tpe-cours"] = entry;
})();
