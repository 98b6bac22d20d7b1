#include "reading/calendar_words.h"

#include <algorithm>
#include <array>

namespace reading {
namespace {

using namespace language;

struct MonthWord {
  std::string_view word;
  unsigned number;
  Languages languages;
};

// Sorted by bytes.
// clang-format off
constexpr auto months = std::to_array<MonthWord>({
    {"abr", 4, es | pt}, {"abril", 4, es | pt}, {"ago", 8, es | it | pt}, {"agosto", 8, es | it | pt}, {"ags", 8, es},
    {"aout", 8, fr}, {"apr", 4, en | de | nl | it}, {"april", 4, en | de | nl}, {"aprile", 4, it},
    {"aug", 8, en | de | nl}, {"august", 8, en | de}, {"augustus", 8, nl}, {"avr", 4, fr}, {"avril", 4, fr},
    {"cze", 6, pl}, {"czerwca", 6, pl}, {"czerwiec", 6, pl}, {"dec", 12, en | fr | nl}, {"december", 12, en | nl},
    {"decembre", 12, fr}, {"dez", 12, de | pt}, {"dezember", 12, de}, {"dezembro", 12, pt}, {"dic", 12, es | it},
    {"dicembre", 12, it}, {"diciembre", 12, es}, {"ene", 1, es}, {"enero", 1, es}, {"feb", 2, en | de | nl | es | it},
    {"febbraio", 2, it}, {"feber", 2, de}, {"febrero", 2, es}, {"februar", 2, de}, {"februari", 2, nl},
    {"february", 2, en}, {"fev", 2, pt}, {"fevereiro", 2, pt}, {"fevr", 2, fr}, {"fevrier", 2, fr}, {"gen", 1, it},
    {"gennaio", 1, it}, {"giu", 6, it}, {"giugno", 6, it}, {"gru", 12, pl}, {"grudnia", 12, pl}, {"grudzien", 12, pl},
    {"jaenner", 1, de}, {"jan", 1, en | de | nl | pt}, {"janeiro", 1, pt}, {"janner", 1, de}, {"januar", 1, de},
    {"januari", 1, nl}, {"january", 1, en}, {"janv", 1, fr}, {"janvier", 1, fr}, {"jui", 6, fr}, {"juil", 7, fr},
    {"juill", 7, fr}, {"juillet", 7, fr}, {"juin", 6, fr}, {"jul", 7, en | de | nl | es | pt}, {"julho", 7, pt},
    {"juli", 7, de | nl}, {"julio", 7, es}, {"july", 7, en}, {"jun", 6, en | de | nl | es | pt}, {"june", 6, en},
    {"junho", 6, pt}, {"juni", 6, de | nl}, {"junio", 6, es}, {"kw", 4, pl}, {"kwi", 4, pl}, {"kwiecien", 4, pl},
    {"kwietnia", 4, pl}, {"lip", 7, pl}, {"lipca", 7, pl}, {"lipiec", 7, pl}, {"lis", 11, pl}, {"listopad", 11, pl},
    {"listopada", 11, pl}, {"lug", 7, it}, {"luglio", 7, it}, {"lut", 2, pl}, {"lutego", 2, pl}, {"luty", 2, pl},
    {"maart", 3, nl}, {"maerz", 3, de}, {"mag", 5, it}, {"maggio", 5, it}, {"mai", 5, fr | de | pt}, {"maio", 5, pt},
    {"maj", 5, pl}, {"maja", 5, pl}, {"mar", 3, en | de | es | it | pt | pl}, {"marca", 3, pl}, {"march", 3, en},
    {"marco", 3, pt}, {"mars", 3, fr}, {"marz", 3, de}, {"marzec", 3, pl}, {"marzo", 3, es | it}, {"may", 5, en | es},
    {"mayo", 5, es}, {"mei", 5, nl}, {"mrt", 3, nl}, {"mrz", 3, de}, {"mzo", 3, es},
    {"nov", 11, en | fr | de | nl | es | it | pt}, {"november", 11, en | de | nl}, {"novembre", 11, fr | it},
    {"novembro", 11, pt}, {"noviembre", 11, es}, {"oct", 10, en | fr | es}, {"october", 10, en}, {"octobre", 10, fr},
    {"octubre", 10, es}, {"okt", 10, de | nl}, {"oktober", 10, de | nl}, {"ott", 10, it}, {"ottobre", 10, it},
    {"out", 10, pt}, {"outubro", 10, pt}, {"paz", 10, pl}, {"pazdz", 10, pl}, {"pazdziernik", 10, pl},
    {"pazdziernika", 10, pl}, {"sep", 9, en | de | nl | es}, {"sept", 9, en | fr | de | es},
    {"september", 9, en | de | nl}, {"septembre", 9, fr}, {"septiembre", 9, es}, {"set", 9, it | pt},
    {"setembro", 9, pt}, {"setiembre", 9, es}, {"sett", 9, it}, {"settembre", 9, it}, {"sie", 8, pl},
    {"sierpien", 8, pl}, {"sierpnia", 8, pl}, {"sty", 1, pl}, {"styczen", 1, pl}, {"stycznia", 1, pl}, {"wrz", 9, pl},
    {"wrzesien", 9, pl}, {"wrzesnia", 9, pl}, {"авг", 8, ru}, {"август", 8, ru}, {"августа", 8, ru}, {"апр", 4, ru},
    {"апрель", 4, ru}, {"апреля", 4, ru}, {"бер", 3, uk}, {"березень", 3, uk}, {"березня", 3, uk}, {"вер", 9, uk},
    {"вересень", 9, uk}, {"вересня", 9, uk}, {"груд", 12, uk}, {"грудень", 12, uk}, {"грудня", 12, uk},
    {"дек", 12, ru}, {"декабрь", 12, ru}, {"декабря", 12, ru}, {"жовт", 10, uk}, {"жовтень", 10, uk},
    {"жовтня", 10, uk}, {"июл", 7, ru}, {"июль", 7, ru}, {"июля", 7, ru}, {"июн", 6, ru}, {"июнь", 6, ru},
    {"июня", 6, ru}, {"квіт", 4, uk}, {"квітень", 4, uk}, {"квітня", 4, uk}, {"лип", 7, uk}, {"липень", 7, uk},
    {"липня", 7, uk}, {"лист", 11, uk}, {"листопад", 11, uk}, {"листопада", 11, uk}, {"лют", 2, uk}, {"лютии", 2, uk},
    {"лютого", 2, uk}, {"маи", 5, ru}, {"мар", 3, ru}, {"март", 3, ru}, {"марта", 3, ru}, {"мая", 5, ru},
    {"ноя", 11, ru}, {"нояб", 11, ru}, {"ноябрь", 11, ru}, {"ноября", 11, ru}, {"окт", 10, ru}, {"октябрь", 10, ru},
    {"октября", 10, ru}, {"сен", 9, ru}, {"сент", 9, ru}, {"сентябрь", 9, ru}, {"сентября", 9, ru}, {"септ", 9, ru},
    {"серп", 8, uk}, {"серпень", 8, uk}, {"серпня", 8, uk}, {"січ", 1, uk}, {"січень", 1, uk}, {"січн", 1, uk},
    {"січня", 1, uk}, {"трав", 5, uk}, {"травень", 5, uk}, {"травня", 5, uk}, {"фев", 2, ru}, {"февр", 2, ru},
    {"февраль", 2, ru}, {"февраля", 2, ru}, {"черв", 6, uk}, {"червень", 6, uk}, {"червня", 6, uk}, {"янв", 1, ru},
    {"январ", 1, ru}, {"январь", 1, ru}, {"января", 1, ru}, {"اب", 8, ar}, {"ابريل", 4, ar}, {"اذار", 3, ar},
    {"اغسطس", 8, ar}, {"افريل", 4, ar}, {"اكتوبر", 10, ar}, {"اوت", 8, ar}, {"ايار", 5, ar}, {"ايلول", 9, ar},
    {"تشرين الاول", 10, ar}, {"تشرين الثاني", 11, ar}, {"تموز", 7, ar}, {"جانفي", 1, ar}, {"جوان", 6, ar},
    {"جويلية", 7, ar}, {"حزيران", 6, ar}, {"دجنبر", 12, ar}, {"ديسمبر", 12, ar}, {"سبتمبر", 9, ar}, {"شباط", 2, ar},
    {"شتنبر", 9, ar}, {"غشت", 8, ar}, {"فبراير", 2, ar}, {"فيفري", 2, ar}, {"كانون الاول", 12, ar},
    {"كانون الثاني", 1, ar}, {"مارس", 3, ar}, {"ماي", 5, ar}, {"مايو", 5, ar}, {"نوفمبر", 11, ar}, {"نونبر", 11, ar},
    {"نيسان", 4, ar}, {"يناير", 1, ar}, {"يوليو", 7, ar}, {"يوليوز", 7, ar}, {"يونيو", 6, ar},
});
// clang-format on

// Sorted by bytes. For a word with a hyphen ("segunda-feira"), the list has the part before it.
// clang-format off
constexpr auto weekdays = std::to_array<std::string_view>({
    "czw", "czwartek", "di", "dienstag", "dim", "dimanche", "dinsdag", "do", "dom", "domenica", "domingo",
    "donderdag", "donnerstag", "fr", "freitag", "fri", "friday", "gio", "giovedi", "jeu", "jeudi", "jue", "jueves",
    "lun", "lundi", "lunedi", "lunes", "ma", "maandag", "mar", "mardi", "martedi", "martes", "mer", "mercoledi",
    "mercredi", "mi", "mie", "miercoles", "mittwoch", "mo", "mon", "monday", "montag", "niedz", "niedziela", "piatek",
    "pon", "poniedziałek", "pt", "qua", "quarta", "qui", "quinta", "sa", "sab", "sabado", "sabato", "sam", "samedi",
    "samstag", "sat", "saturday", "seg", "segunda", "sex", "sexta", "so", "sob", "sobota", "sonntag", "sr", "sroda",
    "sun", "sunday", "ter", "terca", "thu", "thursday", "tue", "tuesday", "ven", "vendredi", "venerdi", "vie",
    "viernes", "vr", "vrijdag", "wed", "wednesday", "wo", "woensdag", "wt", "wtorek", "za", "zaterdag", "zo",
    "zondag", "воскресенье", "вс", "вт", "вторник", "вівторок", "нд", "неділя", "пʼятниця", "пн", "понедельник",
    "понеділок", "пт", "пятница", "сб", "середа", "ср", "среда", "суббота", "субота", "четвер", "четверг", "чт",
    "الاثنين", "الاحد", "الاربعاء", "الثلاثاء", "الجمعة", "الخميس", "السبت", "周一", "周三", "周二", "周五", "周六", "周四", "周日",
    "星期一", "星期三", "星期二", "星期五", "星期六", "星期四", "星期日",
});
// clang-format on

template <std::size_t count>
bool has(const std::array<std::string_view, count>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

Month find_month(std::string_view folded) {
  const auto found = std::lower_bound(months.begin(), months.end(), folded,
                                      [](const MonthWord& month, std::string_view word) { return month.word < word; });
  if (found == months.end() || found->word != folded) return {};
  return {found->number, found->languages};
}

bool is_weekday(std::string_view folded) { return std::binary_search(weekdays.begin(), weekdays.end(), folded); }

bool is_lead_word(std::string_view folded) {
  static constexpr auto words = std::to_array<std::string_view>({"posted",
                                                                 "published",
                                                                 "updated",
                                                                 "date",
                                                                 "dated",
                                                                 "on",
                                                                 "the",
                                                                 "from",
                                                                 "by",
                                                                 "publie",
                                                                 "poste",
                                                                 "mis",
                                                                 "en",
                                                                 "ligne",
                                                                 "du",
                                                                 "le",
                                                                 "la",
                                                                 "veroffentlicht",
                                                                 "datum",
                                                                 "am",
                                                                 "vom",
                                                                 "den",
                                                                 "der",
                                                                 "geplaatst",
                                                                 "gepubliceerd",
                                                                 "op",
                                                                 "van",
                                                                 "publicado",
                                                                 "publicada",
                                                                 "fecha",
                                                                 "el",
                                                                 "del",
                                                                 "em",
                                                                 "de",
                                                                 "pubblicato",
                                                                 "il",
                                                                 "dal",
                                                                 "opublikowano",
                                                                 "data",
                                                                 "od",
                                                                 "dnia",
                                                                 "опубликовано",
                                                                 "опубліковано",
                                                                 "з",
                                                                 "с"});
  return has(words, folded);
}

bool is_joining_word(std::string_view folded) {
  static constexpr auto words = std::to_array<std::string_view>({"of", "de", "del", "di", "do", "den", "d"});
  return has(words, folded);
}

bool is_range_word(std::string_view folded) {
  static constexpr auto words = std::to_array<std::string_view>(
      {"to", "until", "till", "through", "and", "au", "et", "bis", "und", "tot", "en",  "tm", "al",
       "a",  "y",     "e",    "ate",     "do",  "i",  "по", "до",  "и",   "та",  "الى", "至"});
  return has(words, folded);
}

bool is_year_word(std::string_view folded) {
  static constexpr auto words = std::to_array<std::string_view>({"г", "года", "р", "року", "r", "roku", "م", "год"});
  return has(words, folded);
}

bool is_ordinal_ending(std::string_view folded) {
  static constexpr auto words = std::to_array<std::string_view>(
      {"st", "nd", "rd", "th", "er", "re", "e", "eme", "o", "a", "ro", "ste", "de", "го", "е"});
  return has(words, folded);
}

std::string_view only_language(Languages languages) {
  static constexpr std::array<std::string_view, 12> names = {"en", "fr", "de", "nl", "es", "it",
                                                             "pt", "pl", "uk", "ru", "ar", "zh"};
  for (std::size_t bit = 0; bit < names.size(); ++bit) {
    if (languages == 1u << bit) return names[bit];
  }
  return "";
}

}  // namespace reading
