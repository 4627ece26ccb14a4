// The smallest application: one route of Express that waits five times and answers JSON.
import express from 'express';

const app = express();
const nothing = () => Promise.resolve();
app.get('/hello/:name', async (request, response) => {
  for (let wait = 0; wait < 5; wait += 1) await nothing();
  response.json({ hello: request.params.name, list: [1, 2, 3] });
});
app.listen(Number(process.env['PORT']), '127.0.0.1');
