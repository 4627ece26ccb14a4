import type { TechnologyPack } from './pack.ts';

/** AdonisJS: its passwords are hashed by scrypt, on libuv's threads, unless the configuration says otherwise. */
export const ADONIS: readonly TechnologyPack[] = [
  {
    id: 'adonis-hash',
    packages: ['@adonisjs/core/services/hash', '@ioc:Adonis/Core/Hash'],
    rules: [
      { on: '**.{make,verify}()', does: { kind: 'thread', work: 'hash' }, example: 'make()' },
      { on: 'use()', does: { kind: 'nothing' }, gives: 'client', example: 'use()' },
    ],
    harmless: true,
  },
  {
    id: 'adonis-mail',
    packages: ['@adonisjs/mail', '@adonisjs/mail/services/main', '@ioc:Adonis/Addons/Mail'],
    service: { id: 'smtp', name: 'SMTP', kind: 'email' },
    rules: [
      { on: '**.send()', does: { kind: 'call' }, example: 'send()' },
      { on: '**.sendLater()', does: { kind: 'nothing' }, example: 'sendLater()' },
      { on: 'use()', does: { kind: 'nothing' }, gives: 'client', example: 'use()' },
    ],
    harmless: true,
  },
  {
    id: 'adonis-vine',
    packages: ['@vinejs/vine'],
    rules: [
      {
        on: '**.{validate,tryValidate}()',
        does: { kind: 'cpu', work: 'validation' },
        example: 'compile().validate()',
      },
      { on: '**.*()', does: { kind: 'nothing' }, gives: 'client', example: 'compile()' },
    ],
    harmless: true,
  },
  {
    id: 'adonis',
    packages: [
      '@adonisjs/core',
      '@adonisjs/lucid',
      '@adonisjs/auth',
      '@adonisjs/bouncer',
      '@adonisjs/cors',
      '@adonisjs/session',
      '@adonisjs/shield',
      '@adonisjs/static',
      '@adonisjs/inertia',
      '@adonisjs/vite',
      '@ioc:Adonis/Core',
      '@ioc:Adonis/Lucid',
      'edge.js',
    ],
    rules: [],
    harmless: true,
  },
];
