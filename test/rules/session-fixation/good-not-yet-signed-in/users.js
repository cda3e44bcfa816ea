const users = new Map();

exports.find = async (name) => users.get(name);
