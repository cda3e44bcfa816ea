exports.findUser = async (email, password) => (email && password ? { id: 1 } : undefined);
