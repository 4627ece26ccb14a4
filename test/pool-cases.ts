/**
 * N users think 0.3 s; 2 ms of the loop, a token of a pool, 3 ms of the loop in turn with queries (geometric, mean 3 of 10 ms, four servers), token
 * back, 2 ms of the loop; exponential, the loop shared. Throughput and response time of the exact Markov chain (`markov-chain.test.ts`).
 */
export const POOL_CASES = [
  { tokens: 2, users: 5, throughput: 14.754539, responseTime: 0.038878768 },
  { tokens: 2, users: 10, throughput: 28.846523, responseTime: 0.046662225 },
  { tokens: 2, users: 20, throughput: 50.506471, responseTime: 0.095988863 },
  { tokens: 2, users: 30, throughput: 56.882303, responseTime: 0.22740481 },
  { tokens: 4, users: 10, throughput: 29.52759, responseTime: 0.038666307 },
  { tokens: 4, users: 20, throughput: 58.179052, responseTime: 0.043766341 },
  { tokens: 6, users: 10, throughput: 29.533163, responseTime: 0.038602403 },
  { tokens: 6, users: 20, throughput: 58.418504, responseTime: 0.042357277 },
  { tokens: 4, users: 30, throughput: 83.431642, responseTime: 0.059575807 },
  // Up to 100 000 states each: solved once by the same chain.
  { tokens: 2, users: 40, throughput: 57.132511, responseTime: 0.40012677 },
  { tokens: 4, users: 40, throughput: 99.329068, responseTime: 0.10270185 },
  { tokens: 6, users: 30, throughput: 85.21255, responseTime: 0.052060815 },
  { tokens: 6, users: 40, throughput: 106.211389, responseTime: 0.076607447 },
] as const;

/** Those whose chain is small. */
export const SMALL_POOL_CASES = POOL_CASES.slice(0, 9);
