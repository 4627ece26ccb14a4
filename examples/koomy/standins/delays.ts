/** Milliseconds that each outside service takes to answer, as seen from a server in Europe. */
export const delays = {
  credentials: 30,
  stripe: 300,
  email: 150,
  storage: 40,
  ai: 1500,
};
