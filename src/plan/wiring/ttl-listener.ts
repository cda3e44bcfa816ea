/** A listener that builds the TTL index of a connect-mongo 4 or 5 once the database has answered: its first two lines. */
export function ttlListener(owner: string, all = 'all', quote = "'"): { head: string; body: string } {
  const index = 'all.createIndex({ expires: 1 }, { expireAfterSeconds: 0 })';
  return {
    head: `.once(${quote}set${quote}, function (${owner}) { // the database is there: time for its TTL index`,
    body: `this.collectionP.then((${all}) => ${index}).catch(console.error)`,
  };
}
