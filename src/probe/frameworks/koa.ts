import { CONTEXT, type RequestContext } from '../context.ts';
import { type Foreign, patchMethod } from '../patch.ts';

/** Koa knows nothing of routes; its usual router writes the template on the context. In: the class of applications. */
export function watchKoa(Koa: Foreign): void {
  if (typeof Koa?.prototype?.handleRequest !== 'function') return;
  patchMethod(Koa.prototype, 'handleRequest', (original) => {
    return function handleRequest(this: Foreign, ...words: Foreign[]): Foreign {
      const [koa] = words;
      const context: RequestContext | undefined = koa?.req?.[CONTEXT];
      if (context !== undefined) context.ask = () => routeOfKoa(koa);
      return original.apply(this, words);
    };
  });
}

/** The template that `@koa/router` or `koa-router` matched. */
function routeOfKoa(koa: Foreign): string | undefined {
  const route = koa?._matchedRoute;
  return route === undefined || route === null ? undefined : String(route);
}
