//! Starts a throw-away cluster for a script, prints the address of its database and keeps it until the standard input ends.

use std::io::{Error, Write, read_to_string, stdin, stdout};
use throwaway_postgres::{Cluster, Disk};

fn main() -> Result<(), Error> {
    let cluster = Cluster::start(Disk::Hasty)?;
    println!("{}", cluster.url("postgres"));
    stdout().flush()?;
    read_to_string(stdin())?;
    Ok(())
}
