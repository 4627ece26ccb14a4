/**
 * Hosting platforms. In: nothing. Out: what each one sells, limits and charges, and what it does when its files say nothing.
 * Must hold data only: no functions, nothing computed; every number names its figures or its reason.
 */
import type { PlatformKnowledge } from '../../model/knowledge.ts';
import { appEngine } from './app-engine.ts';
import { cleverCloud } from './clever-cloud.ts';
import { cloudRun } from './cloud-run.ts';
import { compose } from './compose.ts';
import { digitalocean } from './digitalocean.ts';
import { docker } from './docker.ts';
import { fly } from './fly.ts';
import { heroku } from './heroku.ts';
import { netlify } from './netlify.ts';
import { railway } from './railway.ts';
import { render } from './render.ts';
import { replit } from './replit.ts';
import { scalingo } from './scalingo.ts';
import { unknownPlatform } from './unknown.ts';
import { vercel } from './vercel.ts';

export { otherPlatforms } from './elsewhere.ts';

/** Every platform, one for each `PlatformId`; `unknown` applies when no file names one. */
export const platforms: readonly PlatformKnowledge[] = [
  replit,
  render,
  railway,
  fly,
  heroku,
  scalingo,
  cleverCloud,
  vercel,
  netlify,
  cloudRun,
  appEngine,
  digitalocean,
  docker,
  compose,
  unknownPlatform,
];
