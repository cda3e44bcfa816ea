exports.database = { url: process.env.MAGAZINE_DB, options: { user: '', pass: '' } };
