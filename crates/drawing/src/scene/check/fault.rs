//! What is wrong with a scene, and where.

/// A scene that cannot be drawn: the field, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{}: {fault}", named(.path))]
pub struct SceneError {
    /// As in the JSON, such as `layers[3].kind.text.size`; empty for the scene as a whole.
    pub path: String,
    pub fault: Fault,
}

fn named(path: &str) -> &str {
    if path.is_empty() { "the scene" } else { path }
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Fault {
    /// It is missing, of another type, or a word that is not known: in the words of the JSON reader, which name what may stand there.
    #[error("{0}")]
    Unreadable(String),
    #[error("version {found} is not known; {known} is")]
    Version { found: u32, known: u32 },
    #[error("{found:?} is not a number from {least} to {most}")]
    Number { found: f64, least: f64, most: f64 },
    #[error("there are too many {what}; a scene may have {max}")]
    TooMany { what: &'static str, max: usize },
    #[error("it has {len} characters; {max} fit")]
    TooLong { len: usize, max: usize },
    #[error("it comes before the one ahead of it")]
    OutOfOrder,
    #[error("a path begins with M")]
    NoStart,
    #[error("there is no picture {index} to show here; there are {count}")]
    NoSuchSprite { index: usize, count: usize },
    #[error("the picture {0} is missing")]
    MissingImage(String),
    #[error("groups lie in more than {max} others")]
    TooDeep { max: usize },
    #[error("with the groups around it, it is drawn {found:?} times as large; {most} is the most")]
    TooLarge { found: f64, most: f64 },
}

pub(super) type Checked<T = ()> = Result<T, SceneError>;

/// An error about the very value at hand; those who know where it lies put their names before it.
pub(super) const fn refused(fault: Fault) -> SceneError {
    SceneError {
        path: String::new(),
        fault,
    }
}

/// Puts the name of a field, or its place in a list, before the path of an error.
pub(super) trait Within {
    fn within(self, field: &str) -> Self;
    fn at(self, index: usize) -> Self;
}

impl<T> Within for Checked<T> {
    fn within(self, field: &str) -> Self {
        self.map_err(|mut error| {
            let joint = match error.path.chars().next() {
                None | Some('[') => "",
                Some(_) => ".",
            };
            error.path = format!("{field}{joint}{}", error.path);
            error
        })
    }

    fn at(self, index: usize) -> Self {
        self.within(&format!("[{index}]"))
    }
}
