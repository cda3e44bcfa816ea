const name = 'zz';
export const mongo = { dbName: name };
export default { pool: { maxPoolSize: 5 } };
