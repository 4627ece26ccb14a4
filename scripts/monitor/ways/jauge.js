// The monitor, as `app.use(monitor())`, with every signal.
import { monitor } from '../../../dist/monitor/index.js';
import { useFirst } from './express-first.js';

useFirst(() => monitor());
