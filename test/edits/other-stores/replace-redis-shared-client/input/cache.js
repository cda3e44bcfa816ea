module.exports = (client) => async (req, res) => res.send(await client.get(req.path));
