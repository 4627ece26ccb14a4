/** The machine on which every cost was measured, as the cost book names it. */
export const referenceMachine = {
  name: '2 vCPU AMD EPYC (shared), Debian 12',
  processor: 'AMD EPYC, family 25 model 17 (Zen 4), 2.6 GHz base, KVM guest, 2 vCPU, 32 MB L3',
  node: '20.20.2',
  postgresql: '18.4, default settings, data cached',
} as const;
