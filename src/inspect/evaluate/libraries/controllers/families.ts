import type { Method } from '../../../../model/inventory.ts';

/** What a package calls the decorators of its controllers. */
export interface Family {
  readonly packages: RegExp;
  /** Of the class, whose first argument is the start of its paths. */
  readonly controller: readonly string[];
  readonly verbs: Readonly<Record<string, Method>>;
  /** What runs before the method: functions or classes given to it. */
  readonly before: readonly string[];
  /** Parts of the request that a parameter takes, by the name of its decorator. */
  readonly parts: Readonly<Record<string, string>>;
  readonly request: readonly string[];
  readonly response: readonly string[];
}

const VERBS: Readonly<Record<string, Method>> = {
  Get: 'GET',
  Post: 'POST',
  Put: 'PUT',
  Patch: 'PATCH',
  Delete: 'DELETE',
  Head: 'HEAD',
  Options: 'OPTIONS',
  All: 'ALL',
};

/** Packages whose controllers are classes, beside NestJS. */
const FAMILIES: readonly Family[] = [
  {
    packages: /^routing-controllers$/,
    controller: ['JsonController', 'Controller'],
    verbs: VERBS,
    before: ['UseBefore'],
    parts: {
      Body: 'body',
      BodyParam: 'body',
      QueryParam: 'query',
      QueryParams: 'query',
      Param: 'params',
      Params: 'params',
      HeaderParam: 'headers',
      HeaderParams: 'headers',
      CookieParam: 'cookies',
      UploadedFile: 'file',
      UploadedFiles: 'files',
      Session: 'session',
      SessionParam: 'session',
      State: 'state',
    },
    request: ['Req', 'Ctx'],
    response: ['Res'],
  },
  {
    packages: /^(?:tsoa|@tsoa\/runtime)$/,
    controller: ['Route'],
    verbs: VERBS,
    before: ['Middlewares'],
    parts: {
      Body: 'body',
      BodyProp: 'body',
      Query: 'query',
      Queries: 'query',
      Path: 'params',
      Header: 'headers',
      UploadedFile: 'file',
      UploadedFiles: 'files',
      FormField: 'body',
    },
    request: ['Request'],
    response: [],
  },
  {
    packages: /^inversify-express-utils$/,
    controller: ['controller'],
    verbs: {
      httpGet: 'GET',
      httpPost: 'POST',
      httpPut: 'PUT',
      httpPatch: 'PATCH',
      httpDelete: 'DELETE',
      httpHead: 'HEAD',
      all: 'ALL',
    },
    before: [],
    parts: {
      requestBody: 'body',
      requestParam: 'params',
      queryParam: 'query',
      requestHeaders: 'headers',
      cookies: 'cookies',
    },
    request: ['request'],
    response: ['response'],
  },
];

export function familyOf(specifier: string): Family | undefined {
  return FAMILIES.find(({ packages }) => packages.test(specifier));
}
