import stats from 'swagger-stats';
import { useFirst } from './express-first.js';

useFirst(() => stats.getMiddleware({}));
