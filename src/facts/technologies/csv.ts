import type { TechnologyPack } from './pack.ts';

/** Reads and writes tables as text. */
export const csv: TechnologyPack = {
  id: 'csv',
  packages: [
    'fast-csv',
    'csv-writer',
    'csv-parser',
    'json2csv',
    '@json2csv/node',
    '@json2csv/plainjs',
    'node-xlsx',
    'docx',
    'docxtemplater',
  ],
  rules: [
    {
      on: '**.{parse,parseString,write,writeToString,writeToBuffer,writeRecords,stringifyRecords,build,toBuffer,render,json2csv}()',
      does: { kind: 'cpu', work: 'spreadsheet' },
      example: 'new().parse()',
    },
    { on: '**.*()', does: { kind: 'nothing' }, gives: 'client', example: 'createObjectCsvWriter()' },
  ],
};
