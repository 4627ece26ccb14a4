import type { TechnologyPack } from './pack.ts';

export const gemini: TechnologyPack = {
  id: 'gemini',
  packages: ['@google/genai', '@google/generative-ai'],
  service: { id: 'gemini', name: 'Google Gemini', kind: 'ai' },
  rules: [
    {
      on: 'new().getGenerativeModel()',
      does: { kind: 'nothing' },
      gives: 'client',
      example: 'new().getGenerativeModel()',
    },
    {
      on: 'new().**.{generateContent,generateContentStream,embedContent,sendMessage}()',
      does: { kind: 'call' },
      example: 'new().models.generateContent()',
    },
  ],
};
