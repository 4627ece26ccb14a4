import type { HostReading, PlatformId } from '../model/deployment.ts';
import type { Read } from './read.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Variables that each platform sets in what it runs, the most particular platform first. Names of access tokens and of what command-line tools
 * inject on a developer's machine are left out on purpose: they would make a laptop pass for the deployment.
 */
const SIGNS: readonly (readonly [PlatformId, RegExp])[] = [
  ['replit', /^(?:REPLIT_DEPLOYMENT|REPLIT_DEPLOYMENT_ID|REPL_ID|REPLIT_DEV_DOMAIN|REPLIT_DOMAINS|REPL_SLUG)$/],
  ['render', /^RENDER(?:_SERVICE_ID|_INSTANCE_ID|_SERVICE_TYPE)?$/],
  ['railway', /^RAILWAY_(?:REPLICA_ID|DEPLOYMENT_ID|REPLICA_REGION)$/],
  ['fly', /^FLY_(?:MACHINE_ID|ALLOC_ID|APP_NAME|REGION)$/],
  ['scalingo', /^CONTAINER_(?:VERSION|SIZE|MEMORY)$/],
  ['clever-cloud', /^CC_(?:DEPLOYMENT_ID|COMMIT_ID|INSTANCE_ID)$/],
  ['vercel', /^VERCEL(?:_ENV|_REGION|_DEPLOYMENT_ID)?$/],
  ['netlify', /^NETLIFY(?:_DEV|_IMAGES_CDN_DOMAIN)?$/],
  ['app-engine', /^GAE_(?:SERVICE|INSTANCE|ENV|RUNTIME|VERSION)$/],
  ['cloud-run', /^K_(?:SERVICE|REVISION|CONFIGURATION)$/],
  ['heroku', /^DYNO$/],
];
const OTHERS = /^KUBERNETES_(?:SERVICE_HOST|SERVICE_PORT|PORT)$/;
/** Development machines in the cloud. */
const WORKSPACES = /^(?:CODESPACES|GITPOD_WORKSPACE_ID|STACKBLITZ_[A-Z_]+|CODESANDBOX_[A-Z_]+)$/;
const CONTAINER = /docker|kubepods|containerd|libpod|lxc|garden/;

/** The platform whose variables are set. */
export function platformOf(environment: Environment): PlatformId {
  const names = Object.keys(environment).filter((name) => isSet(environment, name));
  return SIGNS.find(([, pattern]) => names.some((name) => pattern.test(name)))?.[0] ?? 'unknown';
}

/**
 * Where the command runs. On Replit a deployment says so (`REPLIT_DEPLOYMENT=1`, fact A044), else it is the workspace, whose resources are
 * not the deployment's. The other platforms run what they deploy.
 */
export function placeOf(environment: Environment, read: Read): HostReading['place'] {
  const platform = platformOf(environment);
  if (platform === 'replit') return environment['REPLIT_DEPLOYMENT'] === '1' ? 'deployment' : 'workspace';
  if (Object.keys(environment).some((name) => WORKSPACES.test(name) && isSet(environment, name))) return 'workspace';
  if (platform !== 'unknown' && !isBuild(environment)) return 'deployment';
  if (isSet(environment, 'KUBERNETES_SERVICE_HOST') || read('.dockerenv') !== undefined) return 'container';
  return CONTAINER.test(read('proc/self/cgroup') ?? '') || read('run/.containerenv') !== undefined
    ? 'container'
    : 'elsewhere';
}

/** Names of the variables of platforms that are set, sorted: never a value. */
export function namesOf(environment: Environment): readonly string[] {
  const patterns = [...SIGNS.map(([, pattern]) => pattern), OTHERS, WORKSPACES];
  return Object.keys(environment)
    .filter((name) => isSet(environment, name) && patterns.some((pattern) => pattern.test(name)))
    .sort();
}

/** A build, or the local copy of a platform, sets some of these too: the application does not serve there. */
function isBuild(environment: Environment): boolean {
  const local = environment['VERCEL_ENV'] === 'development' || isSet(environment, 'NETLIFY_DEV');
  return local || isSet(environment, 'CI') || environment['NETLIFY'] === 'true';
}

function isSet(environment: Environment, name: string): boolean {
  const value = environment[name];
  return value !== undefined && value !== '';
}
