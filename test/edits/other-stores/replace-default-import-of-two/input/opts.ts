const ttl = 4;
export const title = 'x';
export default ttl;
