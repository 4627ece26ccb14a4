import type { Machine } from '../../machine.ts';
import { decoratedResolvers, isResolver } from '../graphql/decorated.ts';
import { addOperations } from '../graphql/servers.ts';
import type { Application } from './application.ts';

/** Registers the queries and mutations of the resolvers of an application of Nest, on the path of its GraphQL module. */
export function registerResolvers(machine: Machine, application: Application): void {
  const classes = machine.classes.filter((made) => isResolver(machine, made));
  if (classes.length === 0) return;
  const { router, guards } = application;
  addOperations(machine, router, decoratedResolvers(machine, classes, guards), '/graphql', router.at, undefined, false);
}
