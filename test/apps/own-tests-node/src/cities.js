export const cities = { Oslo: 4, Lima: 19, Cairo: 28 };
