import type { TechnologyPack } from './pack.ts';

export const qrcode: TechnologyPack = {
  id: 'qrcode',
  packages: ['qrcode', 'qr-image'],
  rules: [{ on: '**.*()', does: { kind: 'cpu', work: 'qr-code' }, example: 'toDataURL()' }],
};
