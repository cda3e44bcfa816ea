// "express" is only a word here: "express"
console.log('no app');
