/** Files of the client, of the tests and of the tools: nothing that is written there serves a request. */
const APART =
  /(?:^|\/)(?:client|frontend|public|dist|build|scripts?|tests?|__tests__|e2e|cypress|examples?|fixtures|node_modules)\/|\.(?:test|spec|d|config)\.[cm]?[jt]s$/;

/** Whether a file is a script that the server may load. */
export function mayServe(file: string): boolean {
  return /\.[cm]?[jt]s$/.test(file) && !APART.test(file);
}
