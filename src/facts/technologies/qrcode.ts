import type { Pixels, TechnologyPack } from './pack.ts';

/** 148 pixels wide unless told; 300 cost 2.4 times as much (scripts/costs: `qr-data-url`, `qr-data-url-300`). */
const WIDTH: Omit<Pixels, 'argument'> = { option: 'width', usual: 148, each: 2.08e-5 };

export const qrcode: TechnologyPack = {
  id: 'qrcode',
  packages: ['qrcode', 'qr-image'],
  rules: [
    { on: '**.toString()', does: { kind: 'cpu', work: 'qr-code', library: 'qrcode/svg' }, example: 'toString()' },
    {
      on: '**.toFile()',
      does: { kind: 'cpu', work: 'qr-code', pixels: { ...WIDTH, argument: 2 } },
      example: 'toFile()',
    },
    { on: '**.*()', does: { kind: 'cpu', work: 'qr-code', pixels: { ...WIDTH, argument: 1 } }, example: 'toDataURL()' },
  ],
};
