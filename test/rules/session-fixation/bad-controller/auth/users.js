exports.find = async (email) => ({ id: 1, email, hash: '' });
