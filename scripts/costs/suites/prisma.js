// @ts-check
// Prisma over its pg adapter, on the tables of suites/data.js. `npm run generate` makes its client.
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '@prisma/client';
import { flights } from '../flights.js';

export async function open() {
  const connectionString = process.env.COSTS_DATABASE_URL ?? '';
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString, max: 10 }) });
  const ids = (await prisma.member.findMany({ select: { id: true }, orderBy: { id: 'asc' }, take: 200 })).map(
    ({ id }) => id,
  );
  const key = ids[0];
  const hundred = ids.slice(0, 101);
  // Not findUnique, which would gather several calls into one statement.
  const one = () => prisma.member.findFirst({ where: { id: key } });
  return {
    cases: [
      { id: 'prisma-select', run: flights(one) },
      { id: 'prisma-select-alone', run: flights(one, 1) },
      { id: 'prisma-select-101', run: flights(() => prisma.member.findMany({ where: { id: { in: hundred } } })) },
      {
        id: 'prisma-transaction',
        run: flights(() => prisma.$transaction((/** @type {any} */ tx) => tx.member.findFirst({ where: { id: key } }))),
      },
    ],
    close: () => prisma.$disconnect(),
  };
}
