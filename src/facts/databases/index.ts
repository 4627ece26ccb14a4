/**
 * Database offers. In: nothing. Out: host names, plans with their connections, sizes and prices, and the distance to each.
 * Must hold data only: no functions, nothing computed; every number names its figures or its reason.
 */
import type { DatabaseKnowledge } from '../../model/knowledge.ts';
import { cleverCloudPostgres } from './clever-cloud.ts';
import { digitaloceanDatabase } from './digitalocean.ts';
import { flyPostgres } from './fly.ts';
import { herokuPostgres } from './heroku.ts';
import { mongodbAtlas } from './mongodb-atlas.ts';
import { neon } from './neon.ts';
import { planetscale } from './planetscale.ts';
import { railwayPostgres } from './railway.ts';
import { rds } from './rds.ts';
import { renderPostgres } from './render.ts';
import { replitPostgres } from './replit.ts';
import { selfHostedPostgres } from './self-hosted.ts';
import { selfHostedMysql } from './self-hosted-mysql.ts';
import { supabase } from './supabase.ts';
import { upstash } from './upstash.ts';

/** Every database offer; the first whose pattern matches a host name is the one (Heroku's names are also Amazon's). */
export const databases: readonly DatabaseKnowledge[] = [
  neon,
  supabase,
  replitPostgres,
  renderPostgres,
  railwayPostgres,
  herokuPostgres,
  flyPostgres,
  rds,
  planetscale,
  mongodbAtlas,
  upstash,
  digitaloceanDatabase,
  cleverCloudPostgres,
  selfHostedPostgres,
  selfHostedMysql,
];
