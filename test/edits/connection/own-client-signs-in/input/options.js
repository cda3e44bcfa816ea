exports.database = {
  user: process.env.CLINIC_USER,
  pass: process.env.CLINIC_PASSWORD,
  authSource: 'users',
  tls: true,
  tlsCAFile: `${__dirname}/ca.pem`,
  dbName: 'patients',
  maxPoolSize: 8,
};
