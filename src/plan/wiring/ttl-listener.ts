/**
 * The lines of a listener that creates the TTL index of connect-mongo 4 or 5 once a session has been written. They follow
 * the closing parenthesis of the store and are indented with one tab a level.
 * @param owner the parameter `this` of the function, if it needs a type
 * @param all the parameters of the arrow function
 */
export function ttlListener(owner: string, all = '(all)', quote = "'", end = ';'): string[] {
  return [
    `.once(${quote}set${quote}, function (${owner}) {`,
    '\t// create the TTL index once the database has answered',
    '\tthis.collectionP',
    `\t\t.then(${all} => all.createIndex({ expires: 1 }, { expireAfterSeconds: 0 }))`,
    `\t\t.catch(console.error)${end}`,
    '})',
  ];
}
