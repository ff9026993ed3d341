/** The only phone lines there are; the same as in data/knowledge/helplines.yml (a test compares). */
export const HELPLINES = [
  { number: "103", kk: "Жедел жәрдем", ru: "Скорая помощь" },
  { number: "112", kk: "Бірыңғай құтқару қызметі", ru: "Единая служба спасения" },
  { number: "1414", kk: "Мемлекеттік қызметтер байланыс орталығы", ru: "Контакт-центр государственных услуг" },
  { number: "111", kk: "Отбасы, әйел және бала құқығын қорғау орталығы", ru: "Центр по защите прав семьи, женщин и детей" },
  { number: "150", kk: "Балалар мен жастардың сенім телефоны", ru: "Телефон доверия для детей и молодёжи" },
];

export const isUrgent = (number) => number === "103" || number === "112";
