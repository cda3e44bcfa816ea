module.exports = { secret: process.env.COOKIE_KEY || 'at home' }
