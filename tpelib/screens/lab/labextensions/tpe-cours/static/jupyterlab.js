// What the course's page takes from JupyterLab, and its one own helper, as modules to import from.
// JupyterLab hands its shared modules over to remoteEntry.js, which imports the rest only then.

const { scope } = globalThis._JUPYTERLAB["tpe-cours"];

async function shared(name) {
  const [version] = Object.keys(scope[name]);
  return (await scope[name][version].get())();
}

export const { INotebookTracker, NotebookActions } = await shared("@jupyterlab/notebook");
export const { PageConfig, URLExt } = await shared("@jupyterlab/coreutils");
export const { ServerConnection } = await shared("@jupyterlab/services");
export const { Signal } = await shared("@lumino/signaling");
export const { Widget } = await shared("@lumino/widgets");

/** @type {typeof import("../../../../widgets/dom.js")} the one that the forms use */
const dom = await import(URLExt.join(PageConfig.getBaseUrl(), "tpe/api/dom.js"));
export const { element } = dom;
