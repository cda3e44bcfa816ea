/**
 * The first two lines of a listener that creates the TTL index of connect-mongo 4 or 5 once a session has been written.
 */
export function ttlListener(owner: string, all = 'all', quote = "'"): { head: string; body: string } {
  const index = 'all.createIndex({ expires: 1 }, { expireAfterSeconds: 0 })';
  return {
    head: `.once(${quote}set${quote}, function (${owner}) { // create the TTL index once the database has answered`,
    body: `this.collectionP.then((${all}) => ${index}).catch(console.error)`,
  };
}
