import type { HostReading, PlatformId } from '../model/deployment.ts';
import type { Read } from './read.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Variables that each platform sets in what it runs, the surest first. */
const SIGNS: readonly (readonly [PlatformId, RegExp])[] = [
  [
    'replit',
    /^(?:REPLIT_DEPLOYMENT|REPL_ID|REPLIT_DEV_DOMAIN|REPLIT_DOMAINS|REPL_SLUG|REPLIT_DEPLOYMENT_ID|REPLIT_CONTAINER|REPL_OWNER)$/,
  ],
  ['render', /^RENDER(?:_[A-Z_]+)?$/],
  ['railway', /^RAILWAY_[A-Z_]+$/],
  ['fly', /^FLY_[A-Z_]+$/],
  ['scalingo', /^(?:SCALINGO_[A-Z_]+|CONTAINER_VERSION)$/],
  ['clever-cloud', /^(?:CC_[A-Z_]+|INSTANCE_NUMBER)$/],
  ['vercel', /^VERCEL(?:_[A-Z_]+)?$/],
  ['netlify', /^NETLIFY(?:_[A-Z_]+)?$/],
  ['app-engine', /^GAE_[A-Z_]+$/],
  ['cloud-run', /^K_(?:SERVICE|REVISION|CONFIGURATION)$/],
  ['heroku', /^(?:DYNO|HEROKU_[A-Z_]+)$/],
  ['digitalocean', /^(?:DIGITALOCEAN_[A-Z_]+|APP_PLATFORM_[A-Z_]+)$/],
];
const OTHERS = /^KUBERNETES_(?:SERVICE_HOST|SERVICE_PORT|PORT)$/;
/** Builds set some of these too: the application does not run there. */
const WORKSPACES = /^(?:CODESPACES|GITPOD_WORKSPACE_ID|STACKBLITZ_[A-Z_]+|CODESANDBOX_[A-Z_]+)$/;
const CONTAINER = /docker|kubepods|containerd|libpod|lxc|garden/;

/** The platform whose variables are set; on Heroku and Scalingo both, the more particular. */
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

/** Vercel and Netlify set their variables while they build too. */
function isBuild(environment: Environment): boolean {
  return isSet(environment, 'CI') || (isSet(environment, 'NETLIFY') && environment['NETLIFY'] === 'true');
}

function isSet(environment: Environment, name: string): boolean {
  const value = environment[name];
  return value !== undefined && value !== '';
}
