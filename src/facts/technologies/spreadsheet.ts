import type { TechnologyPack } from './pack.ts';

export const spreadsheet: TechnologyPack = {
  id: 'spreadsheet',
  packages: ['exceljs', 'xlsx', 'csv-stringify', 'csv-parse', 'papaparse'],
  rules: [
    {
      on: '**.{writeBuffer,write,writeFile,read,readFile,load,stringify,parse,unparse}()',
      does: { kind: 'cpu', work: 'spreadsheet' },
      example: 'new().xlsx.writeBuffer()',
    },
    { on: '**.*()', does: { kind: 'nothing' }, gives: 'client', example: 'new().addWorksheet()' },
  ],
};
