"""Why something could not be read: French sentences, as readers of the site see them."""

# the whole document
ENCRYPTED = "Ce fichier est protégé par un mot de passe."
WRONG_PASSWORD = "Le mot de passe donné n’ouvre pas ce fichier."
BROKEN = "Ce fichier est endommagé : il n’a pas pu être ouvert."
MALFORMED = "Ce fichier est abîmé ou mal formé."
EMPTY_FILE = "Ce fichier est vide."
UNKNOWN_FORMAT = "Le format de ce fichier n’est pas reconnu."
UNSUPPORTED_FORMAT = "Ce format n’est pas encore lu."
NO_PAGES = "Ce fichier ne contient aucune page."

# limits of the sandbox
TOO_SLOW = "La lecture a dépassé le temps accordé à une page."
TOO_MUCH_MEMORY = "La lecture a demandé plus de mémoire qu’il n’est permis."
CRASHED = "La lecture s’est arrêtée net : mémoire épuisée, ou contenu endommagé."
INCOHERENT = "La lecture a rendu un résultat incohérent, qui a été refusé."
TOO_MANY_PAGES = "Ce fichier annonce trop de pages : la lecture s’est arrêtée avant la fin."
TOO_MANY_CHILDREN = "Ce fichier contient trop de documents, ou de trop gros : tous n’ont pas été extraits."
TOO_MANY_FAILURES = "Trop de pages de suite n’ont pas pu être lues : la lecture s’est arrêtée."

# one page
PAGE_BROKEN = "Cette page est endommagée."
PAGE_TOO_LARGE = "L’image de cette page est trop grande pour être lue."
PAGES_FAILED = "Certaines pages n’ont pas pu être lues."
NO_OCR = "La reconnaissance de caractères n’est pas disponible : cette image n’a pas été lue."

# PDF and images
ATTACHMENTS_BROKEN = "Les pièces jointes de ce PDF n’ont pas pu être extraites."
IMAGE_TOO_LARGE = "Cette image est trop grande pour être lue sans risque."

# office files, messages, archives, data
TRUNCATED_FILE = "Le fichier est incomplet : la fin manque."
UNSUPPORTED_VERSION = "Cette version du format n’est pas prise en charge."
TEXT_CUT = "Le texte est très long : la suite n’a pas été lue."
TABLE_CUT = "Le tableau est très grand : une partie de ses lignes ou de ses colonnes n’a pas été lue."
TOO_LARGE_INSIDE = "Le contenu déplié est trop volumineux : le reste n’a pas été lu."
SUSPICIOUS_RATIO = "Un contenu se déplie démesurément : il n’a pas été lu."
OVERLAPPING = "Des contenus se recouvrent dans l’archive : elle n’a pas été dépliée."
TOO_DEEP = "Le document est imbriqué trop profondément : la suite n’a pas été interprétée."
PART_ENCRYPTED = "Une partie du fichier est protégée par un mot de passe."
PART_BROKEN = "Une partie du fichier est abîmée et n’a pas pu être lue."
