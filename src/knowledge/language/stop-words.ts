/** Small words that give a Latin-script language away, without accents. By variety. */
export const stopWords: Readonly<Record<string, readonly string[]>> = {
  it: 'il lo la gli le un una di da del della dei delle con per che come cosa quando dove quanto sono ho hai ha abbiamo posso devo voglio vorrei puo non mi si ci anche mio mia miei questo quale serve senza subito ce qui aprire fare avere'.split(
    ' ',
  ),
  en: 'the a an of to in for with and or is are am was be do does did can could must should i you he she we they my your it what how when where which who why not no yes need have has want without if from this that there'.split(
    ' ',
  ),
  es: 'el la los las un una de del con para que como cuando donde cuanto soy estoy tengo tiene puedo debo quiero necesito no me se mi mis este esta cual sin y o es hay hacer tener abrir por si pero tambien muy aqui ya le lo al'.split(
    ' ',
  ),
  fr: 'le la les un une des du de avec pour que quoi comment quand ou combien je tu il nous vous j ai suis est sont peux dois veux faut ne pas mon ma mes ce cette quel quelle sans et c d l qu si dans sur au aux mais aussi faire avoir ouvrir'.split(
    ' ',
  ),
  'ar-Latn':
    'ana enta inta el al fi fe mn min 3ala ala w wala ya3ni eh ezay kif kifash wesh wach chno shno bghit bghina 3andi 3ndi andi lazem lazim mesh mish mch mashi momken mumkin 3ayez 3awez bas law ila had hadi dyal dyali bta3 bta3i li liya aftah n7el kam ch7al hal emta imta kayn fin feen nqder ne9der'.split(
      ' ',
    ),
  'zh-Latn':
    'wo ni ta de shi bu le ma zai you mei yao neng keyi shenme zenme ruhe duoshao qian shui juliu kai dian gongsi xuyao bao jiao ban li dao gei he ge yi hai hui xiang women nimen nin ne ba jiu cai hao nian tian'.split(
      ' ',
    ),
};
