import type { Catalogue } from '../catalogue.ts';

const NAMES: Readonly<Record<string, string>> = {
  replit: 'Replit',
  render: 'Render',
  railway: 'Railway',
  fly: 'Fly.io',
  heroku: 'Heroku',
  scalingo: 'Scalingo',
  'clever-cloud': 'Clever Cloud',
  vercel: 'Vercel',
  netlify: 'Netlify',
  'cloud-run': 'Google Cloud Run',
  'app-engine': 'Google App Engine',
  digitalocean: 'DigitalOcean App Platform',
  docker: 'Docker',
  compose: 'Docker Compose',
  unknown: 'an unknown platform',
};
const KINDS: Readonly<Record<string, string>> = {
  autoscale: 'an autoscaling deployment',
  fixed: 'always-on machines',
  functions: 'functions',
  static: 'a static site',
  scheduled: 'a scheduled job',
  workspace: 'a development workspace',
  container: 'a container',
  unknown: 'a deployment',
};

function platform(id: unknown): string {
  return NAMES[String(id)] ?? String(id);
}

function kind(id: unknown): string {
  return KINDS[String(id)] ?? String(id);
}

/** Docker is a tool, the other names are platforms. */
function where(id: unknown): string {
  return id === 'docker' || id === 'compose' ? `with ${platform(id)}` : `on ${platform(id)}`;
}

/** Where the application runs: what the configuration files say, and what they leave unsaid. */
export const hosting = {
  'hosting.none': () => 'no hosting configuration was found in the project',

  // Which configuration serves the back end, and why
  'hosting.why.run': (p, f) =>
    `${f.place(p['at'])} declares ${kind(p['kind'])} ${where(p['platform'])} and starts the server with \`${p['command']}\` (${f.place(p['runAt'])})${
      Array.isArray(p['others']) && p['others'].length > 0
        ? `; ${f.list(p['others'])} only ${f.plural(p['others'].length, 'serves', 'serve')} the pages of the site`
        : ''
    }`,
  'hosting.why.only': (p, f) =>
    `${f.place(p['at'])} declares ${kind(p['kind'])} ${where(p['platform'])}, where the server runs`,
  'hosting.why.functions': (p, f) =>
    `${f.place(p['at'])} makes ${platform(p['platform'])} run the project’s code as functions`,
  'hosting.why.workspace-only': (p, f) =>
    `${f.place(p['at'])} describes a ${platform(p['platform'])} workspace, without a deployment`,
  'hosting.why.running-there': (p) => `the command runs inside the ${platform(p['platform'])} deployment itself`,
  'hosting.why.nothing-serves': (p, f) => `${f.list(p['files'])}: nothing in there starts the back end`,
  'hosting.forwards-to': (p, f) =>
    `${f.place(p['at'])} forwards requests to ${p['host']}, which belongs to ${platform(p['platform'])}`,

  // What the files show
  'hosting.static-rewrites-only': (p, f) =>
    `${String((p['at'] as { readonly file: string }).file)} holds no function: ${platform(p['platform'])} serves files and rewrites addresses (${f.place(p['at'])})`,
  'hosting.runs-functions': (p) => `${platform(p['platform'])} runs the project’s code as functions`,
  'hosting.railway-file-deprecated': (p, f) =>
    `Railway stops reading ${String((p['at'] as { readonly file: string }).file)} on ${f.date(p['date'])}: it is replaced by \`.railway/railway.ts\``,
  'hosting.machine-not-in-file': (p) =>
    ['docker', 'compose', 'unknown'].includes(String(p['platform']))
      ? 'the size of the machine is not written in the file: it depends on where the container runs, and is assumed here'
      : `the size of the machine is not written in the file: it is chosen on ${platform(p['platform'])}, and assumed here`,
  'hosting.timeout-not-published': (p) =>
    `no page was found that says after how long ${platform(p['platform'])} gives up on a request`,
  'hosting.workspace-not-used': (p) =>
    `the command runs in ${p['platform'] === 'unknown' ? 'a development workspace' : `the ${platform(p['platform'])} workspace`}: its processors and memory are not those of the deployment, and are not used`,

  // What could not be read or settled
  'hosting.malformed': (p, f) => `${f.place(p['at'])} is malformed: the file was left out`,
  'hosting.unknown-platform': () => 'nothing says where the back end is deployed, nor on what machine',
  'hosting.ambiguous': (p, f) =>
    `two platforms could serve the back end: ${platform(p['platform'])} (${f.place(p['at'])}) was kept, ${platform(p['other'])} (${f.place(p['otherAt'])}) was not`,
  'hosting.not-deployed': (p, f) =>
    `${f.place(p['at'])} describes only the ${platform(p['platform'])} workspace: nothing in it says how the application will be published`,
  'hosting.procfile-family': (p, f) =>
    `${f.place(p['at'])}: several platforms read a Procfile (Heroku, Scalingo, Clever Cloud); Heroku is assumed`,
  'hosting.computed-value': (p, f) => `${f.place(p['at'])}: \`${p['key']}\` is computed, and Jauge runs nothing`,

  // How the server’s entry was found
  'hosting.entry.command': (p, f) => `\`${p['file']}\` is the file that the command of ${f.place(p['at'])} starts`,
  'hosting.entry.build': (p, f) =>
    `the command of ${f.place(p['at'])} starts a compiled file, built from \`${p['file']}\` (${f.place(p['builtAt'])})`,
  'hosting.entry.compiled': (p, f) =>
    `the command of ${f.place(p['at'])} starts a compiled file; \`${p['file']}\` is the source that its path answers to`,
  'hosting.entry.main': (p, f) => `\`${p['file']}\` is the package’s main file (${f.place(p['at'])})`,
  'hosting.entry.built': (p, f) => `the build takes \`${p['file']}\` as its entry (${f.place(p['at'])})`,
  'hosting.entry.files': (p) => `the framework serves files by their place, such as \`${p['file']}\``,
  'hosting.entry.listens': (p, f) =>
    `no command names the entry; \`${p['file']}\` is the file nearest the root that listens (${f.place(p['at'])})`,

  // Why a value
  'hosting.reason.settings': () => 'set in Jauge’s configuration',
  'hosting.reason.host': () => 'read on the machine of the deployment, where the command runs',
  'hosting.reason.node-default': () =>
    'no file says which version of Node.js runs in production: the version that platforms install most often is assumed',
  'hosting.reason.node-at-least': () =>
    'the project only asks for a minimum: the version that runs in production may be newer',
  'hosting.reason.platform-default': () => 'usual value on this platform, for want of a statement in the files',
} satisfies Catalogue;
