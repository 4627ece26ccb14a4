// @ts-check
// Data of plausible shape, the same in every suite: a member of an association, ten columns.

const WORDS = 'marché atelier concert réunion sortie buvette gymnase festival tournoi cotisation bureau salle'.split(
  ' ',
);

/** @param {number} index */
export function member(index) {
  return {
    id: `3f2a9c14-7b1e-4d52-9c61-${String(index).padStart(12, '0')}`,
    communityId: `9d0b7e55-2c4f-4a8e-8f13-${String(index % 200).padStart(12, '0')}`,
    firstName: `Prénom${index}`,
    lastName: `Nom${index}`,
    email: `prenom${index}.nom${index}@example.org`,
    status: index % 5 === 0 ? 'pending' : 'active',
    points: index % 1000,
    claimed: index % 5 !== 0,
    joinedAt: new Date(1700000000000 + index * 60000),
    paidAt: new Date(1710000000000 + index * 60000),
  };
}

/** @param {number} count */
export function members(count) {
  return Array.from({ length: count }, (_, index) => member(index));
}

/** Prose of about `length` characters. @param {number} length */
export function prose(length) {
  let text = '';
  for (let index = 0; text.length < length; index++) text += `${WORDS[(index * 7) % WORDS.length]} `;
  return text.slice(0, length);
}
