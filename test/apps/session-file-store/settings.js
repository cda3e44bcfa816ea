module.exports = {
    secret: process.env.COOKIE_KEY || 'a secret for the quiz at home',
    port: process.env.PORT || 3000
}
