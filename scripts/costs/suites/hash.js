// @ts-check
// Password hashes: in JavaScript on the loop, or native on libuv's threads (counted too: the CPU of the whole process).
import { scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { hash as rustArgon2 } from '@node-rs/argon2';
import argon2 from 'argon2';
import bcrypt from 'bcrypt';
import bcryptjs from 'bcryptjs';

const PASSWORD = 'correct horse battery staple';
const derive = promisify(scrypt);

/** @param {() => Promise<unknown>} work */
function sequential(work) {
  return async (/** @type {number} */ times) => {
    for (let index = 0; index < times; index++) await work();
  };
}

export async function open() {
  const stored = bcryptjs.hashSync(PASSWORD, 10);
  return {
    cases: [
      { id: 'bcryptjs-8', run: sequential(() => bcryptjs.hash(PASSWORD, 8)) },
      { id: 'bcryptjs-10', run: sequential(() => bcryptjs.hash(PASSWORD, 10)) },
      { id: 'bcryptjs-12', run: sequential(() => bcryptjs.hash(PASSWORD, 12)) },
      { id: 'bcryptjs-compare-10', run: sequential(() => bcryptjs.compare(PASSWORD, stored)) },
      { id: 'bcrypt-10', run: sequential(() => bcrypt.hash(PASSWORD, 10)) },
      { id: 'bcrypt-12', run: sequential(() => bcrypt.hash(PASSWORD, 12)) },
      { id: 'scrypt', run: sequential(() => derive(PASSWORD, 'salt of sixteen!', 64)) },
      { id: 'argon2', run: sequential(() => argon2.hash(PASSWORD)) },
      { id: 'node-rs-argon2', run: sequential(() => rustArgon2(PASSWORD)) },
    ],
  };
}
