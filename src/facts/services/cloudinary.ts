import type { ServiceKnowledge } from '../../model/knowledge.ts';

/** The limit is that of the administration API; uploads are not under it. */
export const cloudinary: ServiceKnowledge = {
  id: 'cloudinary',
  name: 'Cloudinary',
  kind: 'storage',
  packages: ['cloudinary', 'multer-storage-cloudinary'],
  hosts: ['api.cloudinary.com', 'res.cloudinary.com'],
  figures: [
    {
      id: 'D040',
      subject: 'Cloudinary',
      property: 'Admin API rate',
      value: 500,
      unit: 'requests per hour',
      plan: 'free',
      source: 'public code comment',
      date: '2026-11-22',
      confidence: 'third party',
      note: 'a second source implies 2,000 on a paid plan; uploads are not counted',
    },
    {
      id: 'D057',
      subject: 'Cloudinary',
      property: 'npm packages',
      value: 'cloudinary, multer-storage-cloudinary',
      source: 'npm registry',
      date: '2026-11-22',
      confidence: 'inferred',
    },
  ],
  latency: { low: 0.2, typical: 0.5, high: 2, facts: [], reason: 'reason.latency-image-upload' },
  rateLimits: [
    { scope: 'endpoint', perSecond: { low: 0.139, typical: 0.139, high: 0.139, facts: ['D040'] }, plan: 'free' },
  ],
  quotas: [],
  plans: [{ id: 'free', monthlyCost: 0, facts: ['D040'] }],
  highlights: ['D040'],
};
