import type { TechnologyPack } from './pack.ts';

export const cloudinary: TechnologyPack = {
  id: 'cloudinary',
  packages: ['cloudinary'],
  service: { id: 'cloudinary', name: 'Cloudinary', kind: 'storage' },
  rules: [
    { on: '**.{uploader,api,search}.**.*()', does: { kind: 'call' }, example: 'v2.uploader.upload()' },
    { on: '**.config()', does: { kind: 'nothing' }, example: 'v2.config()' },
  ],
  harmless: true,
};
